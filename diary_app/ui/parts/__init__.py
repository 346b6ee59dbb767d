"""What several pages show: cards, lists and panels that know the diary."""
