"""Delivery: how programmes reach people, week by week."""
