"""A log that anyone can check without us: tree, proofs, signed checkpoints, commitments (verzegeling).

The format stands in docs/log-format.md, complete enough to write another implementation from.
"""
