import { randomUUID } from 'node:crypto';

export interface User {
	id: string;
	email: string;
	/** ids of the packages they may order; none for a user of another company */
	mayOrder: string[];
}

/** A user who may order everything, one who may order the first package alone, and a stranger. */
export function seedUsers(packageIds: string[]): User[] {
	return [
		{ email: 'dana.recruiter@example.com', mayOrder: packageIds },
		{ email: 'lee.assistant@example.com', mayOrder: packageIds.slice(0, 1) },
		{ email: 'stranger@example.org', mayOrder: [] },
	].map((user) => ({ id: randomUUID(), ...user }));
}
