/** The storage key behind a URL on the CDN. */
export function storageKey(url: string): string {
	return new URL(url).pathname.slice(1).split('/').map(decodeURIComponent).join('/');
}
