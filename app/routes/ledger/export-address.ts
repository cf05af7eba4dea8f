const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether the part of an address that names an export can be one. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
