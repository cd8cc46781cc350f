export default {
  digest: {
    since: "前回ご覧になってからの動き（{{when}}以降）",
    nothing: "前回ご覧になってから（{{when}}以降）新しいことはありません。",
    dayAndTime: "{{day}} {{time}}",
    cut: "しばらく間が空いたため、{{from}}以降のことだけを表示しています。",
    dismiss: "前回からの動きを非表示にする",
    failed: "非表示にできませんでした。少ししてからもう一度お試しください。",
    exception: "{{kind}}：{{times, number}}件",
  },
  digestLine: {
    beyond_other: "許容範囲外で締めたセッション{{count, number}}件",
    handed_other: "あなたにエスカレーションされたセッション{{count, number}}件",
    restated_other: "Shopifyが修正したセッション{{count, number}}件",
    reviewed_other: "ほかの人がレビューしたセッション{{count, number}}件",
    failedRuns_other: "Shopifyからの読み込みの失敗{{count, number}}回",
  },
  guide: {
    title: "はじめに",
    progress: "{{all, number}}件中{{done, number}}件完了",
    allDone: "すべて完了しました。このガイドは設定からいつでも開けます。",
    hide: "ガイドを非表示にする",
    done: "完了：",
    open: "未完了：",
    skip: "そのままにする",
    failed: "完了できませんでした。少ししてからもう一度お試しください。",
    again: "ガイド",
    againWhat: "Till Ledgerの最初の手順です。概要の一番上に、あなただけに表示されます。",
    show: "概要にガイドを表示",
    shown: "概要の一番上に表示されました。",
    toOverview: "概要へ",
  },
  guideStep: {
    figures: {
      title: "最初の数字を読み込む",
      what: "Till LedgerはShopifyからレジセッションを自動的に読み込みます。直近の数週間が先に届きます。",
    },
    tolerance: {
      title: "許容範囲を確認する",
      what: "確認が必要になるまでに認める差です。まずは、追って調べるほどではない金額から始めてください。",
    },
    permissions: {
      title: "任意の権限を決める",
      what: "付与すると、各セッションを開始し締めた人と、各売上の注文がわかります。",
    },
    review: {
      title: "セッションをレビューする",
      what: "過不足の原因を記録するか、ほかの人にエスカレーションします。内容はセッションの履歴に残ります。",
    },
    file: {
      title: "数字を書き出す",
      what: "一覧をファイルとしてエクスポートするか、セッションのZレポートを印刷します。",
    },
  },
};
