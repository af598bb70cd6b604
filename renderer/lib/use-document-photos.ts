import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../shared/domain/photo/photo.ts';
import type { EntryId } from '../../shared/kernel/brands.ts';
import { client, newRequestId } from './client.ts';
import { sendUntilAnswered } from './pending-command.ts';
import { queries } from './queries.ts';
import { saveWorkbook } from './save-workbook.ts';
import { sentenceOf } from './shop-error.ts';
import { type PhotosInHand, usePhotos } from './use-photos.ts';

export type ShownPhoto = {
  readonly attachment: Attachment;
  /** Shows it; null while it is read, for a PDF, and for what cannot be read. */
  readonly url: string | null;
  /** Why it cannot be shown. */
  readonly problem: string | null;
  readonly save: (() => void) | null;
};

/** The pictures of one document, for `DocumentPhotosDialog` to show, and the way to add some later. */
export type DocumentPhotos = {
  readonly photos: readonly ShownPhoto[] | null;
  readonly failure: string | null;
  readonly retry: () => void;
  readonly adding: {
    readonly inHand: PhotosInHand;
    readonly post: () => void;
    readonly busy: boolean;
    readonly problem: string | null;
    readonly done: string | null;
  };
  readonly withdrawing: {
    /** Takes back what one document added, saying why. */
    readonly post: (photo: Attachment, reason: string) => void;
    readonly busy: boolean;
    readonly problem: string | null;
  };
};

export function useDocumentPhotos(entryId: EntryId): DocumentPhotos {
  const listed = useQuery(queries.documentPhotos(entryId));
  const attachments = listed.data ?? [];
  const files = useQueries({ queries: attachments.map(({ sha256 }) => queries.photoFile(sha256)) });
  const urls = useObjectUrls(files.map(({ data }) => data));
  const adding = useAdding(entryId);
  return {
    photos: listed.data
      ? attachments.map((attachment, index) => {
          const read = files[index];
          const file = read?.data ?? null;
          return {
            attachment,
            url: attachment.mediaType === 'application/pdf' ? null : (urls[index] ?? null),
            problem: read?.isError ? sentenceOf(read.error) : null,
            save: file === null ? null : () => void saveWorkbook(file),
          };
        })
      : null,
    failure: listed.isError ? sentenceOf(listed.error) : null,
    retry: () => void listed.refetch(),
    adding,
    withdrawing: useWithdrawing(entryId),
  };
}

function useWithdrawing(about: EntryId): DocumentPhotos['withdrawing'] {
  // One key for each document that is withdrawn, kept while the answer is lost.
  const requestIds = useRef(new Map<EntryId, string>());
  const queryClient = useQueryClient();
  const withdraw = useMutation({
    mutationFn: ({ entryId, reason }: { readonly entryId: EntryId; readonly reason: string }) => {
      const requestId = requestIds.current.get(entryId) ?? newRequestId();
      requestIds.current.set(entryId, requestId);
      return client.photo.withdraw({ requestId, entryId, reason });
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['photo', 'document', about] }),
  });
  return {
    post: ({ entryId }, reason) => withdraw.mutate({ entryId, reason }),
    busy: withdraw.isPending,
    problem: withdraw.isError ? sentenceOf(withdraw.error) : null,
  };
}

function useAdding(entryId: EntryId): DocumentPhotos['adding'] {
  const inHand = usePhotos();
  const requestId = useRef(newRequestId());
  const [done, setDone] = useState<string | null>(null);
  const queryClient = useQueryClient();
  const attach = useMutation({
    mutationFn: () => {
      const input = { requestId: requestId.current, entryId, photos: [...inHand.attachments] };
      const what = `补附照片 ${input.photos.length} 张`;
      const command = { requestId: input.requestId, procedure: 'photo.attach', input, what } as const;
      return sendUntilAnswered(command, () => client.photo.attach(input));
    },
    onSuccess: async (posted) => {
      requestId.current = newRequestId();
      setDone(`已补附，单号 ${posted.documentNo}。`);
      inHand.clear();
      await queryClient.invalidateQueries({ queryKey: ['photo', 'document', entryId] });
    },
  });
  return {
    inHand,
    post: () => {
      setDone(null);
      attach.mutate();
    },
    busy: attach.isPending,
    problem: attach.isError ? sentenceOf(attach.error) : null,
    done,
  };
}

/** Addresses under which the page can show files; given up with the page, or with the files. */
function useObjectUrls(files: readonly (File | undefined)[]): readonly (string | null)[] {
  const made = useRef(new Map<File, string>());
  useEffect(() => {
    const urls = made.current;
    return () => {
      for (const url of urls.values()) URL.revokeObjectURL(url);
      urls.clear();
    };
  }, []);
  return files.map((file) => {
    if (file === undefined) return null;
    const url = made.current.get(file) ?? URL.createObjectURL(file);
    made.current.set(file, url);
    return url;
  });
}
