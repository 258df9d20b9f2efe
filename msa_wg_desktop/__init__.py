"""MSA WG Desktop: the desk of the people who run regulator-mandated working groups."""

__version__ = "0.1.0"
