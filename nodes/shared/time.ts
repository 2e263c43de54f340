/** The pace of everything that waits: tests set it, so that no wait needs code of its own there. */
export const pace = { msPerSecond: 1000 };

/** That many seconds in milliseconds. */
export const seconds = (count: number): number => count * pace.msPerSecond;
