import type { TestItem, TestRun } from '../engine';

/** An operation under test, with everything but its items and parameters filled in. */
export type Trial = Partial<Omit<TestRun, 'node' | 'items'>> & { items?: TestItem[] };
