"""The words a reader's table may use: columns, classes, missing values, sides, names with two meanings.

Every entry is in the form that `plain` gives: lower case, no accents, no punctuation.
"""

from __future__ import annotations

import re
import unicodedata

from bone_atlas.tables import words
from bone_atlas.tables.vocabulary import TierName

_CONJUNCTION = re.compile(r"[&+]")
_APART = re.compile(r"[^\w%]+|_+")
#: A remark that takes nothing away from the name before it, such as "(L1-L5)" or "(n = 12)".
_ENDS = r"[cdhlst]{0,2}(?:\d{1,2}|[ivx]{1,4})"
REMARK = re.compile(
    rf"[(（\[]\s*(?:n\s*=\s*\d+|{_ENDS}\s*[-–—]\s*{_ENDS})\s*[)）\]]",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]")


def plain(text: str) -> str:
    """Bring a text to the form in which names are compared.

    Parameters
    ----------
    text : str
        Any text, in any script.

    Returns
    -------
    str
        Lower case, without accents and punctuation, words divided by one space; "&" and "+" become "and".
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFD", folded) if unicodedata.category(c) != "Mn")
    return _APART.sub(" ", _CONJUNCTION.sub(" and ", bare)).strip()


def _set(entries: str) -> frozenset[str]:
    return frozenset(words(entries))


#: What a column holds, by its heading: English, Latin script, Spanish, Chinese.
SITE, NAME, COUNT, OUT_OF, PERCENT, TIER, NOTE = "site", "name", "count", "n", "percent", "tier", "note"
SITE_ID, NUMBER, VALUE, REPORTED_AS = "site id", "number", "value", "reported as"
COLUMNS: dict[str, frozenset[str]] = {
    SITE_ID: frozenset({"site id", "group id", "bone id"}),
    # In the atlas's own exports: which site the value was reported for, where another only takes it over.
    REPORTED_AS: frozenset({"reported as"}),
    SITE: _set(
        "site;sites;place;region;regions;location;locations;localization;localisation;bone;bones;bone site;"
        "skeletal site;skeletal region;skeletal location;anatomical site;anatomic site;anatomical region;"
        "anatomical location;site of metastasis;site of metastases;metastatic site;metastasis site;"
        "bone metastasis site;bone metastases;site of involvement;involved site;involved bone;part;area;"
        "locus;situs;regio;os;ossa;"
        "sitio;sitios;localizacion;lugar;zona;hueso;huesos;sitio anatomico;region anatomica;"
        "lokalisation;lokalisationen;knochen;ort;localisations;siege;sieges;localizacao;local;locais;osso;ossos;"
        "部位;骨;骨骼;骨骼部位;解剖部位;病变部位;转移部位;骨转移部位;位置;区域;病變部位;轉移部位;骨轉移部位;區域"
    ),
    NAME: _set(
        "name;names;name en;name la;name es;name zh;site name;english;latin;spanish;chinese;nomen;"
        "nombre;nombres;名称;骨名"
    ),
    COUNT: _set(
        "count;counts;numerator;cases;case;affected;involved;positive;events;with metastasis;with metastases;"
        "number affected;number involved;number positive;patients affected;affected patients;lesions;"
        "number of lesions;no of lesions;no of cases;number of cases;n %;no %;number %;patients %;x;"
        "numerus;conteo;recuento;casos;afectados;positivos;numero de casos;numerador;lesiones;"
        "例數;病例數;falle;betroffene;cas;nombre de cas;n n;n n %;n o de casos;n de casos;"
        "例数;病例数;阳性数;阳性例数;计数;转移例数;病灶数;分子"
    ),
    OUT_OF: _set(
        "denominator;out of;of;total;total n;n total;sample size;group size;all patients;total patients;"
        "patients total;total number;total number of patients;denominador;total de pacientes;tamano muestral;"
        "summa;gesamt;gesamtzahl;effectif total;總數;總例數;合計;总数;总例数;总人数;分母;样本量;合计"
    ),
    PERCENT: _set(
        "percent;percentage;percentages;pct;%;per cent;percent of patients;% of patients;share %;rate %;"
        "frequency %;prevalence %;proportion %;porcentaje;porciento;por ciento;frecuencia %;"
        "prozent;pourcentage;porcentagem;percentagem;"
        "百分比;百分率;占比;比例 %;发生率 %;率 %"
    ),
    TIER: _set(
        "tier;tiers;class;category;rank class;how common;frequency class;frequency in words;"
        "categoria;clase;nivel;等级;分级;级别;类别"
    ),
    NOTE: _set(
        "note;notes;comment;comments;remark;remarks;source;reference;nota;notas;comentario;comentarios;"
        "observaciones;fuente;adnotatio;备注;注释;说明;来源"
    ),
    NUMBER: _set(
        "n;no;nr;number;num;patients;number of patients;no of patients;patient number;subjects;women;"
        "anzahl;patienten;effectif;effectifs;nombre de patients;n o de pacientes;n de pacientes;人數;患者數;"
        "numero;pacientes;numero de pacientes;人数;患者数;患者人数;数量"
    ),
    VALUE: _set(
        "value;values;result;results;frequency;freq;prevalence;rate;share;proportion;incidence;involvement;"
        "valor;valores;frecuencia;prevalencia;proporcion;值;数值;频率;比例;发生率;率"
    ),
}

TIER_WORDS: dict[str, TierName] = {
    "most common": "most_common",
    "very common": "most_common",
    "commonest": "most_common",
    "most frequent": "most_common",
    "mas comun": "most_common",
    "mas frecuente": "most_common",
    "最常见": "most_common",
    "common": "common",
    "frequent": "common",
    "comun": "common",
    "frecuente": "common",
    "常见": "common",
    "extremely rare": "extremely_rare",
    "extremely uncommon": "extremely_rare",
    "extremadamente raro": "extremely_rare",
    "extremadamente rara": "extremely_rare",
    "极罕见": "extremely_rare",
    "极少见": "extremely_rare",
    "not mentioned": "not_mentioned",
    "no mencionado": "not_mentioned",
    "no mencionada": "not_mentioned",
    "未提及": "not_mentioned",
}

#: Words that may mean a class, which the reader confirms; other words lie between two classes.
NEAR_TIERS: dict[str, TierName] = {
    **dict.fromkeys(
        ("rare", "very rare", "rarely", "uncommon", "raro", "rara", "muy raro", "selten", "sehr selten",
         "rares", "tres rare", "muito raro", "罕见", "少见", "罕見", "少見"),
        "extremely_rare",
    ),
    **dict.fromkeys(("main", "predominant", "haufigste", "le plus frequent"), "most_common"),
    **dict.fromkeys(("fairly common", "haufig", "frequente", "comum"), "common"),
}  # fmt: skip

#: A cell that holds one of these holds nothing: not reported, which is not zero.
NOTHING = _set(
    "na;n a;nr;n r;nd;n d;null;missing;unknown;not reported;not stated;not given;not available;not assessed;"
    "no data;no reportado;no informado;sin datos;"
    "k a;keine angabe;keine angaben;nicht berichtet;nicht angegeben;"
    "non rapporte;non rapportee;non precise;non disponible;"
    "nao informado;nao relatado;nao disponivel;sem dados;"
    "未报告;无数据;未知;未報告;無資料;無數據"
)
_DASHES = " -–—―−‒‐‑·.…?*/\\|_－"


def says_nothing(text: str) -> bool:
    """Tell whether a cell stands for "not reported".

    Parameters
    ----------
    text : str
        A cell of a value.

    Returns
    -------
    bool
        True of an empty cell, a dash, or a word such as "n.r."; never of a zero.
    """
    return not text.strip(_DASHES) or plain(text) in NOTHING


_LEFT = _set(
    "left;izquierdo;izquierda;sinister;sinistra;sinistrum;左;左側;左侧;links;linker;linkes;linke;gauche;"
    "esquerdo;esquerda"
)
_RIGHT = _set(
    "right;derecho;derecha;dexter;dextra;dextrum;右;右側;右侧;rechts;rechter;rechtes;rechte;droit;droite;"
    "direito;direita"
)
SIDES: dict[str, str] = {**dict.fromkeys(_LEFT, "left"), **dict.fromkeys(_RIGHT, "right")}
BOTH_SIDES = frozenset({"bilateral", "both", "sides", "双侧", "雙側", "beidseits", "bilaterale"})

#: Words that say nothing of which place is meant.
FILLERS = _set(
    "the;of;in;a;and;or;et;y;e;u;de;del;la;las;el;los;bone;bones;os;ossa;ossis;hueso;huesos;part;parts;"
    "parte;pars;region;area;骨"
)
SINGULARS = {
    "phalanx": "phalange",
    "falanx": "phalange",
    "falange": "phalange",
    "vertebral": "vertebra",
    "extremity": "limb",
}

#: Names that people use for more than one place; the reader is asked which.
AMBIGUOUS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("phalanges", "phalanx", "phalangeal bones", "falanges", "falange", "指趾骨", "趾指骨"),
        ("hand_phalanges", "foot_phalanges"),
    ),
    **dict.fromkeys(
        ("digits", "digit", "dedos", "huesos de los dedos", "ossa digitorum", "digiti"),
        ("hand_phalanges", "foot_phalanges"),
    ),
    **dict.fromkeys(("arm", "arms", "brazo", "brazos"), ("upper_limb", "humerus")),
    **dict.fromkeys(("leg", "legs", "pierna", "piernas"), ("leg", "lower_limb")),
    **dict.fromkeys(("hip", "hips", "cadera", "coxa"), ("pelvis", "femur_proximal")),
    **dict.fromkeys(("shoulder", "shoulders", "hombro"), ("shoulder_girdle", "scapula", "humerus_proximal")),
    **dict.fromkeys(("jaw", "jaws", "mandibles and maxilla", "颌骨"), ("mandible", "maxilla")),
    **dict.fromkeys(("face", "facial bones", "facial skeleton"), ("maxilla", "mandible", "skull_and_face")),
    **dict.fromkeys(
        ("chest", "thorax", "thoracic", "bony thorax", "torax", "胸部"),
        ("thoracic_cage", "thoracic_spine", "thoracic_skeleton"),
    ),
    **dict.fromkeys(("ankle", "ankles", "tobillo", "踝"), ("tarsals", "tibia_distal")),
    **dict.fromkeys(("limb bone", "limb"), ("limbs", "upper_limb", "lower_limb")),
    **dict.fromkeys(("girdle",), ("shoulder_girdle", "pelvis")),
}
