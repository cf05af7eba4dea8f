/** The mark: an envelope, half of which is filled. */
export function Brand() {
  return (
    <svg width="26" height="20" viewBox="0 0 26 20" aria-hidden focusable="false">
      <path d="M1 10H25V17A2 2 0 0 1 23 19H3A2 2 0 0 1 1 17Z" fill="var(--cp)" opacity="0.9" />
      <path d="M1 10H25" stroke="var(--page)" strokeWidth="1.5" />
      <path
        d="M3 1H23A2 2 0 0 1 25 3V17A2 2 0 0 1 23 19H3A2 2 0 0 1 1 17V3A2 2 0 0 1 3 1Z"
        fill="none"
        stroke="var(--text)"
        strokeWidth="1.75"
      />
      <path d="M1.5 2.5L13 11.5L24.5 2.5" fill="none" stroke="var(--text)" strokeWidth="1.75" strokeLinejoin="round" />
    </svg>
  );
}
