"""Judgements in, measures out."""
