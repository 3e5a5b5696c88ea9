"""The commands as they are typed. Everything that takes time to load is loaded by the command that needs it."""
