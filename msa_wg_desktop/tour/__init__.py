"""Pictures of every screen and dialog, of the true window on the sample: `python -m msa_wg_desktop.tour FOLDER`."""
