"""What every room may hold in its hand: a refusal, a receipt, who acts. One file, one thing."""
