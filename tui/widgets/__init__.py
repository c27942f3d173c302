"""Widgets: functions of the values they are given; they know `annotations.model` and nothing else of the domain."""
