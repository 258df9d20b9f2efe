"""The group of the real summary, as the domain's tests know it."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

import pytest

from msa_wg_desktop.domain.capture import Known, KnownClass, KnownOrderItem, KnownOrganisation, KnownPerson
from msa_wg_desktop.domain.planning import state_holidays

PEOPLE = (
    KnownPerson("patrick", "Patrick Fam", "eversource", "Eversource", "pf"),
    KnownPerson("carl", "Carl Nowiszewski", "eversource", "Eversource", "cn"),
    KnownPerson("aileen", "Aileen Cole", "gpi", "GPI", "ac"),
    KnownPerson("jamie", "Jamie Spannhake", "eoe", "EOE", "js"),
    KnownPerson("jon", "Jon Knauer", "connectder", "ConnectDER", "jk"),
    KnownPerson("jordan", "Jordan Graham", "tesla", "Tesla", "jg"),
    KnownPerson("kim", "Kim Lee", "tesla", "Tesla", "kl"),
)
ORGANISATIONS = (
    KnownOrganisation("eversource", "Eversource"),
    KnownOrganisation("ui", "The United Illuminating Company", "UI"),
    KnownOrganisation("gpi", "Great Plains Institute", "GPI"),
    KnownOrganisation("eoe", "Office of Education, Outreach and Enforcement", "EOE"),
    KnownOrganisation("connectder", "ConnectDER"),
    KnownOrganisation("tesla", "Tesla"),
    KnownOrganisation("pura", "Public Utilities Regulatory Authority", "PURA"),
)
ORDER_ITEMS = (
    KnownOrderItem("26", "26", docket="24-08-02", default=True, title="File for review and approval"),
    *(
        KnownOrderItem(f"26.{item}", "26", str(item), "24-08-02", default=True, title=f"Item {item}")
        for item in range(1, 9)
    ),
    KnownOrderItem("old 26.6", "26", "6", "23-08-02", title="Another order of the same number"),
    KnownOrderItem("old 32.1", "32", "1", "23-08-02", title="Order 32"),
    KnownOrderItem("7.1", "7", "1", "22-08-02", title="Order 7"),
    KnownOrderItem("other 7.1", "7", "1", "21-08-02", title="Order 7 of another docket"),
)


@pytest.fixture(scope="session")
def known() -> Known:
    """The six people of the summary, and Kim Lee; their organisations; the EDCs; Order 26 and some others."""
    return Known(
        people=PEOPLE,
        organisations=ORGANISATIONS,
        classes=[KnownClass("edcs", "EDCs", ("Eversource", "UI"))],
        order_items=ORDER_ITEMS,
        abbreviations={"sbi": "State Building Inspector"},
        present=("patrick", "aileen", "jamie", "jon", "jordan"),
    )


@pytest.fixture(scope="session")
def meeting_day() -> date:
    """Thursday, February 6, 2025."""
    return date(2025, 2, 6)


@pytest.fixture(scope="session")
def filing() -> date:
    """What Order 26 asks for is due on that Monday."""
    return date(2025, 3, 31)


@pytest.fixture(scope="session")
def connecticut() -> Container[date]:
    """The holidays of Connecticut."""
    return state_holidays("CT")
