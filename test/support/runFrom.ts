import type { WorkflowExecute } from 'n8n-core';
import type { INode, Workflow } from 'n8n-workflow';

/** Runs a workflow from a node. The first n8n 2 took these two by position. */
export function runFrom(
	engine: WorkflowExecute,
	workflow: Workflow,
	startNode: INode,
): ReturnType<WorkflowExecute['run']> {
	if (engine.run.length === 1) return engine.run({ workflow, startNode });
	type Positional = (workflow: Workflow, startNode: INode) => ReturnType<WorkflowExecute['run']>;
	return (engine.run as unknown as Positional).call(engine, workflow, startNode);
}
