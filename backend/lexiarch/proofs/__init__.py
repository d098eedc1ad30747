"""Status proven elsewhere: to websites, to wallets, and to those who are told nothing but the status."""
