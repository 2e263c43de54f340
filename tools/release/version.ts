import type { ContractChange } from './contract';

type Part = 'major' | 'minor' | 'patch';

const PARTS: Part[] = ['patch', 'minor', 'major'];

/**
 * Which part of the version has to rise for a change of the contract: https://semver.org. Before 1.0 a
 * breaking change raises the minor version.
 */
export function demandedBy({ removed, added }: ContractChange, last: string): Part {
	const isEarly = last.startsWith('0.');
	if (removed.length > 0) return isEarly ? 'minor' : 'major';
	return added.length > 0 && !isEarly ? 'minor' : 'patch';
}

/** Which part of a version has risen; undefined if none has. */
export function raised(last: string, next: string): Part | undefined {
	const [old, now] = [last, next].map((version) => version.split('.').map(Number));
	const index = [0, 1, 2].find((part) => old?.[part] !== now?.[part]);
	if (index === undefined || (now?.[index] ?? 0) < (old?.[index] ?? 0)) return undefined;
	return PARTS[2 - index];
}

export const isEnough = (is: Part | undefined, demanded: Part): boolean =>
	is !== undefined && PARTS.indexOf(is) >= PARTS.indexOf(demanded);
