// The words of saving files: which there are, and as what.

export const EXPORT_FORMAT_WORDS = {
  formats: "Format",
  csv: "CSV",
  xlsx: "Excel",
  csvOnly: "As CSV, which is what it imports",
} as const;

export const STAFF_FILE_WORDS = {
  content: "Staff",
  helpText: "A line for each person and currency",
} as const;

export const EXCEPTIONS_FILE_WORDS = {
  content: "Exceptions",
  helpText: "A line for each exception, with what it rests on",
} as const;
