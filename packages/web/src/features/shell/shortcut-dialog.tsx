/** The list of keys, opened by `?`. */

import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";

export const ShortcutDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const m = useMessages(shellMessages);
  return (
    <Dialog title={m.shortcuts} onClose={onClose}>
      <ShortcutTable />
    </Dialog>
  );
};

export const ShortcutTable = () => {
  const m = useMessages(shellMessages);
  return (
    <table className="table">
      <tbody>
        {m.shortcutList.map(([keys, what]) => (
          <tr key={keys}>
            <th scope="row">
              {keys.split(" ").map((key) => (
                <span key={key}>
                  <kbd>{key}</kbd>{" "}
                </span>
              ))}
            </th>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
