import { Badge, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import styles from "./compared-difference.module.css";

interface ComparedDifferenceProps {
  /** Whose figures they are. */
  name: string;
  /** Of when. */
  when: string;
  outcome: "differs" | "mended";
  /** What was done about it, as a sentence without an end; "" when nothing was. */
  reread: string;
  /** Whose sum stands on our side. */
  ours: string;
  figures: { word: string; ours: string; theirs: string }[];
}

/** A stretch of time in which our figures and Shopify's differ, or did: what was done, and both figures side by side. */
export function ComparedDifference({ name, when, outcome, reread, ours, figures }: ComparedDifferenceProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.difference}>
      <div className={styles.title}>
        <Text as="h3" variant="bodyMd" fontWeight="medium">
          {name}
        </Text>
        <Badge tone={outcome === "differs" ? "attention" : undefined}>
          {outcome === "differs" ? t("comparedDifference.differs") : t("comparedDifference.agreesSince")}
        </Badge>
      </div>
      <p className={styles.text}>
        {outcome === "mended"
          ? t("comparedDifference.agreesAgain", { when, reread })
          : t("comparedDifference.stillDiffers", { when, reread })}
      </p>
      {figures.length > 0 && (
        <table className={styles.figures}>
          <caption>
            <Text as="span" visuallyHidden>
              {t("comparedDifference.whatDiffers", { name, when })}
            </Text>
          </caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{ours}</th>
              <th scope="col">{t("comparedDifference.shopifysTotal")}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <tr key={figure.word}>
                <th scope="row">{figure.word}</th>
                <td>{figure.ours}</td>
                <td>{figure.theirs}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
