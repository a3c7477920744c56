/**
 * Values in Markdown, as GitHub and others read it: they must not break a table, open an element, mark anything up, become
 * a link, or mention anybody.
 */

/** A value among our words. */
export function prose(text: string): string {
  return (
    text
      .replaceAll(/[\\|`*_~$[\]]/g, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      // A bare address would be a link.
      .replaceAll('://', '\\://')
      .replaceAll(/www\./gi, (prefix) => `${prefix.slice(0, -1)}\\.`)
      // GitHub looks for mentions and numbers of issues after it took escapes away, but not across elements.
      .replaceAll(/[@#]/g, '<span>$&</span>')
      .replaceAll(/\s+/g, ' ')
  );
}

/** A value to be copied: nothing in it means anything but what would end it, or the cell of the table. */
export function code(text: string): string {
  // A backslash before a pipe would take its escape away.
  return `\`${text.replaceAll('\\', '/').replaceAll('`', "'").replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')}\``;
}
