"""What moto lacks, added to it in this process alone: its files are not touched."""
