const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a part of an address can name anything kept under a UUID: the database would refuse the question otherwise. */
export function isUuid(text: string | null | undefined): text is string {
  return uuid.test(text ?? "");
}
