"""What is said: findings, notes and alternative texts, made from the data."""
