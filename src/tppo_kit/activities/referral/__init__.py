"""Referral: from first contact to reintegration, one person after another."""
