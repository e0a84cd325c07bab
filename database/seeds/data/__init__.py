"""Seed data: constants only, one module for each category."""
