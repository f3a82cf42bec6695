"""The people of a file: who is invited, who takes part and with which right, who leaves."""
