"""Conditions and quantities over what can be known of people, written as text."""
