"""How do the national portal's records become procedures of the catalogue, and stay what officers made of them?"""
