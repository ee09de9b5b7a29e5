"""Names of sites in languages in which the atlas shows none: only to be read in a reader's table.

German, French, Portuguese and traditional Chinese, in everyday medical use. Left out is what names another
place in a language of the tables: French "cubitus" (in Latin the elbow), "main" and "os iliaque",
Portuguese "pé".
"""

from __future__ import annotations

from bone_atlas.tables import words

_NAMES = {
    "skull": "Schädel;Schädelknochen;Hirnschädel;crâne;os du crâne;crânio;calota craniana;顱骨;頭骨;頭顱",
    "mandible": "Unterkiefer;Unterkieferknochen;mandibule;mandíbula;下頜骨;下顎骨",
    "maxilla": "Oberkiefer;maxillaire;maxillaire supérieur;maxila;上頜骨;上顎骨",
    "spine": "Wirbelsäule;Wirbel;Wirbelkörper;colonne vertébrale;rachis;vertèbres;vertèbre;"
    "coluna vertebral;coluna;vértebras;脊柱;脊椎",
    "cervical_spine": "Halswirbelsäule;HWS;Halswirbel;rachis cervical;colonne cervicale;vertèbres cervicales;"
    "coluna cervical;vértebras cervicais;頸椎",
    "thoracic_spine": "Brustwirbelsäule;BWS;Brustwirbel;rachis dorsal;rachis thoracique;colonne dorsale;"
    "colonne thoracique;vertèbres thoraciques;vertèbres dorsales;coluna torácica;coluna dorsal;"
    "vértebras torácicas;vértebras dorsais;胸椎",
    "lumbar_spine": "Lendenwirbelsäule;LWS;Lendenwirbel;rachis lombaire;colonne lombaire;vertèbres lombaires;"
    "coluna lombar;vértebras lombares;腰椎",
    "sacrum": "Kreuzbein;Sakrum;sacrum;os sacrum;sacro;薦骨;骶骨;薦椎",
    "coccyx": "Steißbein;coccyx;cóccix;尾骨",
    "thoracic_cage": "Brustkorb;knöcherner Thorax;cage thoracique;caixa torácica;胸廓",
    "sternum": "Brustbein;sternum;esterno;胸骨",
    "ribs": "Rippen;Rippe;côtes;côte;costelas;costela;arcos costais;肋骨",
    "clavicle": "Schlüsselbein;Klavikula;clavicule;clavícula;鎖骨",
    "scapula": "Schulterblatt;Skapula;omoplate;scapula;escápula;omoplata;肩胛骨",
    "shoulder_girdle": "Schultergürtel;ceinture scapulaire;cintura escapular;肩胛帶",
    "upper_limb": "obere Extremität;obere Extremitäten;membre supérieur;membres supérieurs;membro superior;"
    "membros superiores;上肢",
    "humerus": "Oberarmknochen;Oberarm;humérus;úmero;肱骨",
    "humerus_proximal": "proximaler Humerus;humérus proximal;úmero proximal;肱骨近端",
    "forearm": "Unterarm;Unterarmknochen;avant-bras;antebraço;前臂",
    "radius": "Speiche;radius;rádio;橈骨",
    "ulna": "Elle;ulna;尺骨",
    "hand": "Handknochen;os de la main;ossos da mão;手骨",
    "pelvis": "Becken;Beckenknochen;bassin;os du bassin;bacia;pelve;ossos da bacia",
    "ilium": "Darmbein;Beckenschaufel;ilion;ílio;髂骨;腸骨",
    "ischium": "Sitzbein;ischion;ísquio;坐骨",
    "pubis": "Schambein;pubis;púbis;恥骨",
    "lower_limb": "untere Extremität;untere Extremitäten;membre inférieur;membres inférieurs;membro inferior;"
    "membros inferiores;下肢",
    "femur": "Oberschenkelknochen;Oberschenkel;fémur;fêmur;股骨",
    "femur_proximal": "proximaler Femur;proximales Femur;Schenkelhals;fémur proximal;col du fémur;"
    "col fémoral;fêmur proximal;colo do fêmur;股骨近端",
    "femur_shaft": "Femurschaft;diaphyse fémorale;diáfise do fêmur;diáfise femoral;股骨幹",
    "patella": "Kniescheibe;rotule;patela;髕骨;臏骨",
    "leg": "Unterschenkel;Unterschenkelknochen;小腿骨",
    "tibia": "Schienbein;tibia;tíbia;脛骨",
    "fibula": "Wadenbein;péroné;fibula;fíbula;perónio;腓骨",
    "foot": "Fußknochen;os du pied;ossos do pé;足骨",
    "tarsals": "Fußwurzel;Fußwurzelknochen;tarse;os du tarse;ossos do tarso;跗骨",
    "metatarsals": "Mittelfußknochen;Mittelfuß;métatarse;métatarsiens;metatarso;ossos metatarsais;蹠骨;跖骨",
    "carpals": "Handwurzel;Handwurzelknochen;carpe;os du carpe;ossos do carpo;腕骨",
    "metacarpals": "Mittelhandknochen;Mittelhand;métacarpe;métacarpiens;ossos metacarpais;掌骨",
    "long_bones": "lange Röhrenknochen;Röhrenknochen;os longs;ossos longos;長骨",
    "limbs": "Extremitäten;Gliedmaßen;membres;membros;extremidades;四肢",
    "skeleton": "Skelett;ganzes Skelett;squelette;esqueleto;全身骨骼",
}

#: Words for a region or a part, and the sites that may be meant: suggested, never taken for them.
_NEAR = {
    "lower back;low back;loin;loins;espalda baja;lumbago": ("lumbar_spine", "sacrum"),
    "upper back;mid back;middle back": ("thoracic_spine",),
    "back;dos;espalda;rucken;ruckgrat;costas": ("spine", "thoracic_spine", "lumbar_spine"),
    "neck;nape;nacken;cuello;cou": ("cervical_spine",),
    "shoulder joint;shoulder region;glenohumeral": ("scapula", "humerus_proximal", "shoulder_girdle"),
    "acromion;glenoid;coracoid": ("scapula",),
    "tuberosity of the humerus;humeral head;humeral neck": ("humerus_proximal",),
    "hip joint;hip region;coxofemoral": ("pelvis", "femur_proximal"),
    "acetabulum;acetabular;buttock;groin;iliac wing;obturator": ("pelvis", "ilium"),
    "sacroiliac;sacro iliac;iliosacral": ("sacrum", "ilium", "bony_pelvis"),
    "trochanter;trochanteric;intertrochanteric;subtrochanteric": ("femur_proximal",),
    "temporal bone;frontal bone;parietal bone;occipital bone;sphenoid;orbit;orbital": ("skull",),
    "base of skull;skull base": ("skull",),
    "palate;hard palate;zygoma;zygomatic": ("maxilla", "skull"),
    "xiphoid;manubrium sterni": ("sternum",),
    "heel;calcaneal;talar;ankle joint": ("tarsals", "tibia_distal"),
    "atlas vertebra;axis vertebra;odontoid;dens": ("cervical_spine",),
    "pedicle;lamina;spinous process;epidural;vertebral metastases": ("spine",),
    "chest wall;hemithorax;thoracic wall": ("thoracic_cage", "ribs", "sternum"),
}


def near_in_meaning(form: str) -> tuple[str, ...]:
    """List the sites that an unknown name may mean by what it says, not by its letters.

    Parameters
    ----------
    form : str
        As from `bone_atlas.uploaded.words.plain`.

    Returns
    -------
    tuple of str
        Ids of sites or groups, the nearest first; those of the longest words that it holds.
    """
    said = f" {form} "
    found = [
        (len(each), places)
        for entries, places in _NEAR.items()
        for each in words(entries)
        if f" {each} " in said
    ]
    ordered = sorted(found, key=lambda entry: -entry[0])
    return tuple(dict.fromkeys(place for _, places in ordered for place in places))


def regions() -> dict[str, tuple[str, ...]]:
    """List by site or group the words for a region or a part that may mean it.

    Returns
    -------
    dict of str to tuple of str
        In the form that `bone_atlas.uploaded.words.plain` gives.
    """
    found: dict[str, list[str]] = {}
    for entries, places in _NEAR.items():
        for place in places:
            found.setdefault(place, []).extend(words(entries))
    return {place: tuple(said) for place, said in found.items()}


def more_names() -> dict[str, tuple[str, ...]]:
    """List the names by site or group.

    Returns
    -------
    dict of str to tuple of str
        As people write them.
    """
    return {place: tuple(words(names)) for place, names in _NAMES.items()}
