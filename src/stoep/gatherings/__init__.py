"""Who invites to what, with how much influence; cards and letters, answers, and who came as counts (bijeenkomsten)."""
