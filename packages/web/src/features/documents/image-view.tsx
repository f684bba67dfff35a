/** A picture, drawn by the browser as a picture and nothing else. */

import { useEffect, useRef, useState } from "react";
import { NotShown } from "./not-shown.tsx";

interface ImageViewProps {
  readonly name: string;
  readonly media: string;
  readonly bytes: Uint8Array;
}

export const ImageView = ({ name, media, bytes }: ImageViewProps) => {
  const image = useRef<HTMLImageElement>(null);
  const [damaged, setDamaged] = useState(false);
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: media }));
    image.current?.setAttribute("src", address);
    return () => URL.revokeObjectURL(address);
  }, [media, bytes]);
  if (damaged) return <NotShown reason="damaged" />;
  return <img ref={image} className="document-image" alt={name} onError={() => setDamaged(true)} />;
};
