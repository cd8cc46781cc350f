// Imported before the log is made: a benchmark's slow statements are not worth a line each.
process.env.LOG_LEVEL ??= "error";
