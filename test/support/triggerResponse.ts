/** As much of an HTTP response as a trigger uses. */
export class TriggerResponse {
	ended: number | undefined;

	private code = 200;

	status(code: number): this {
		this.code = code;
		return this;
	}

	end(...text: unknown[]): this {
		if (text.length) throw new Error('A refusal has no words');
		this.ended = this.code;
		return this;
	}
}
