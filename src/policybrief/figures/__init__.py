"""Figures drawn from data: one file each, words and numbers in, SVG out."""
