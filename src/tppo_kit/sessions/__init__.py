"""Who does what: one learner and one activity, with a seat code instead of a name."""
