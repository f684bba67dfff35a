/** What an expression is compiled to, and the two ways in which it can end without a value. */

import type { StoredEntities, StoredEntity } from "./entity-store.ts";
import type { EntityValue, RecordValue, Value } from "./values.ts";

/** Everything that one decision looks at. */
export class Situation {
  readonly principal: EntityValue;
  readonly action: EntityValue;
  readonly resource: EntityValue;
  readonly context: RecordValue;
  /** Looked up once, because most policies ask about them; undefined for an entity that nobody described. */
  readonly principalAttributes: RecordValue | undefined;
  readonly resourceAttributes: RecordValue | undefined;
  readonly #actions: StoredEntities;
  readonly #entities: StoredEntities;

  constructor(
    asked: Pick<Situation, "principal" | "action" | "resource" | "context">,
    known: { readonly actions: StoredEntities; readonly entities: StoredEntities },
  ) {
    this.principal = asked.principal;
    this.action = asked.action;
    this.resource = asked.resource;
    this.context = asked.context;
    this.#actions = known.actions;
    this.#entities = known.entities;
    this.principalAttributes = this.find(asked.principal)?.attributes;
    this.resourceAttributes = this.find(asked.resource)?.attributes;
  }

  /** Actions are what the schema says they are; an entity of the same name changes nothing. */
  find(uid: EntityValue): StoredEntity | undefined {
    return this.#actions.find(uid) ?? this.#entities.find(uid);
  }

  isIn(entity: EntityValue, group: EntityValue): boolean {
    if (entity.is(group)) return true;
    return (this.#actions.has(entity) ? this.#actions : this.#entities).isIn(entity, group);
  }
}

export type Evaluate = (situation: Situation) => Value;
export type Test = (situation: Situation) => boolean;

export interface Compiled {
  readonly run: Evaluate;
  /** True where `run` gives nothing but a boolean, or fails. */
  readonly isTest: boolean;
  /** The value, where it is the same in every situation. */
  readonly constant?: Value;
}

/** Compiles an operand of the expression at hand. */
export type CompileOperand = (json: unknown) => Compiled;

/** Compiles one operator with its operands. */
export type CompileOperator = (operands: unknown, compile: CompileOperand) => Compiled;

/** Cedar's evaluation error: the policy is passed over and named. Made while compiling, so that throwing one is cheap. */
export class EvaluationFault extends Error {}

/** Cedar would have an answer that this engine cannot give exactly. */
export class BeyondCompiler extends Error {}

export const test = (run: Test): Compiled => ({ run, isTest: true });

export const evaluation = (run: Evaluate): Compiled => ({ run, isTest: false });

const notBoolean = new EvaluationFault("type error: expected a boolean");

export const asTest = ({ run, isTest }: Compiled): Test =>
  isTest
    ? (run as Test)
    : (situation) => {
        const value = run(situation);
        if (typeof value !== "boolean") throw notBoolean;
        return value;
      };
