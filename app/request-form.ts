/** The body of a request as a form; what is none has no fields. */
export function readForm(request: Request): Promise<FormData> {
  return request.formData().catch(() => new FormData());
}
