"""Ages: the mix of ages a town has, and what keeps it as people grow older and die."""
