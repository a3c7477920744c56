/** Where a full sweep stores its page in the bucket, beside what it remembers. */
export const PAGE_KEY = 'report/latest.html';
