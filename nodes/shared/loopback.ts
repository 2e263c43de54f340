/**
 * Whether traffic to this URL stays on this machine, so that plain http is safe. Names under
 * localhost do (RFC 6761, 6.3); a storage on this machine puts the bucket's name in front.
 */
export function isLoopback({ hostname }: URL): boolean {
	return /^(.+\.)?localhost$|^\[::1\]$|^127(\.\d+){3}$/.test(hostname);
}
