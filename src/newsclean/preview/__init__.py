"""One page that shows documents before and after side by side, with what went, by which pass, and why."""
