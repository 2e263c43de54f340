/**
 * Whether a request matches a route such as `GET /case/id/{caseId}`; the path may be
 * given with or without the API's base path.
 */
export function routeMatcher(
	route: string,
	basePath: string,
): (request: { method: string; path: string }) => boolean {
	const [wantedMethod, wantedPath = ''] = route.split(' ');
	const wanted = wantedPath.split('/');

	const matches = (path: string) => {
		const segments = path.split('/');
		return (
			segments.length === wanted.length &&
			wanted.every((part, i) => part === segments[i] || (/^\{.+\}$/.test(part) && segments[i]))
		);
	};
	return ({ method, path }) =>
		method === wantedMethod &&
		(matches(path) || (path.startsWith(basePath) && matches(path.slice(basePath.length))));
}
