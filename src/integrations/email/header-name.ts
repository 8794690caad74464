// The canonical spelling of header names, as Go's textproto.CanonicalMIMEHeaderKey has it.

const token = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/

/** `REPLY-TO` → `Reply-To`. A text that cannot be a header's name stays as it is. */
export function canonicalHeaderName(name: string): string {
  if (!token.test(name)) return name
  return name
    .toLowerCase()
    .replace(/(^|-)([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
}
