"""The report desk: a simulated shift of reports by phone, chat and in person."""
