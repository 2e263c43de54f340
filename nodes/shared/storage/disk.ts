/** The codes of a disk without space. */
export const isDiskFull = (code: string): boolean => /^(EDQUOT|ENOSPC)$/.test(code);

/** What to do about it. */
export const DISK_FULL =
	'The disk where n8n stores files is full. Free up space on it, then run this item again';
