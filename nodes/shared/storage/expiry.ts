/**
 * When a presigned URL says it expires: Signature V2 names the second, V4 the start and the
 * duration. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 * @returns ISO 8601 in UTC; undefined if the URL does not say
 */
export function expiresAt(url: string): string | undefined {
	const { searchParams } = new URL(url);
	const parameters = new Map(
		[...searchParams].map(([name, value]) => [name.toLowerCase(), value] as const),
	);
	const seconds = Number(parameters.get('expires') ?? NaN);
	if (Number.isFinite(seconds)) return iso(seconds * 1000);
	const start = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(
		parameters.get('x-amz-date') ?? '',
	);
	const life = Number(parameters.get('x-amz-expires') ?? NaN);
	if (!start || !Number.isFinite(life)) return undefined;
	const [, year, month, day, hour, minute, second] = start.map(Number) as [number, ...number[]];
	return iso(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) + life * 1000);
}

function iso(milliseconds: number): string | undefined {
	const date = new Date(milliseconds);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/**
 * Tells whether a URL has expired since now. One that looked expired from the start only means that one
 * of the clocks is wrong.
 * @param expiresAt ISO 8601, where it is known
 */
export function runsOut(expiresAt: string | undefined): () => boolean {
	const expiry = Date.parse(expiresAt ?? '');
	const start = Date.now();
	return () => start < expiry && expiry <= Date.now();
}
