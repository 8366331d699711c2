"""What explorers show: signs, penalties, services, facts."""
