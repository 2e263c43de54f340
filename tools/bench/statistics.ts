/** The middle value, or the mean of the two in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	if (low === undefined || high === undefined) throw new Error('A median of nothing');
	return (low + high) / 2;
}

/** The median of what is left of each value when its partner is taken as the unit. */
export const medianRatio = (values: number[], units: number[]): number =>
	median(values.map((value, index) => value / (units[index] ?? NaN)));
