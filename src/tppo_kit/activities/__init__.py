"""Everything a person does: pure state machines, from events to judgements."""
