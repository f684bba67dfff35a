/** Releases a draft or rejects it; says who must do it where the reader may not. */

import { reviewPublication, type BodyOf } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { publicationsMessages } from "../../i18n/publications/publications-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import type { Draft } from "./publication-queries.ts";

type Outcome = BodyOf<typeof reviewPublication>["outcome"];

export const ReviewPanel = ({ draft }: { readonly draft: Draft }) => {
  const m = useMessages(publicationsMessages).draft;
  const permissions = usePermissions();
  if (permissions.mayNot("publication:review")) {
    return (
      <WhyNot permissions={permissions} permission="publication:review">
        {m.noReview}
      </WhyNot>
    );
  }
  if (!draft.mayReview) return <p className="notice">{m.another}</p>;
  return <ReviewForm draft={draft} />;
};

const ReviewForm = ({ draft }: { readonly draft: Draft }) => {
  const m = useMessages(publicationsMessages).draft;
  const [comment, setComment] = useState("");
  const review = useReview(draft, comment);
  return (
    <section className="panel no-print" aria-label={m.review}>
      <header>
        <h2>{m.review}</h2>
        <span className="quiet">{m.releaseText}</span>
      </header>
      <div className="body stack">
        {draft.ownWork && <p className="notice notice-warn">{m.same}</p>}
        <label className="field">
          <span>{m.comment}</span>
          <input
            className="input"
            maxLength={500}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </label>
        {review.error !== null && <Failure error={review.error} />}
        <p className="row">
          <button
            type="button"
            className="btn btn-primary"
            disabled={review.isPending}
            onClick={() => review.mutate("release")}
          >
            {m.release}
          </button>
          <button
            type="button"
            className="btn"
            disabled={review.isPending || comment.trim() === ""}
            onClick={() => review.mutate("reject")}
          >
            {m.reject}
          </button>
        </p>
      </div>
    </section>
  );
};

const useReview = ({ id, hash }: Draft, comment: string) => {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (outcome: Outcome) =>
      client.call(reviewPublication, {
        path: { publicationId: id },
        body: { outcome, hash, comment },
      }),
    onSuccess: async ({ state }) => {
      await queries.invalidateQueries({ queryKey: ["publications"] });
      if (state === "released")
        await navigate({ to: "/publications/$publicationId", params: { publicationId: id } });
    },
  });
};
