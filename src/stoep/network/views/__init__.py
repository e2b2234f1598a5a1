"""Pages of the network: begin, the table, the host's desk."""
